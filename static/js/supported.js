// Runs at the top of the body, before anything is drawn, so that nothing jumps: says that scripts and modules work here.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
