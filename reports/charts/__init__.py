"""Where the parts of a chart stand. Templates draw them as SVG; every chart has its figures in a table beneath.

Places are written as text: a template would otherwise spend most of its time on wording numbers.
"""
