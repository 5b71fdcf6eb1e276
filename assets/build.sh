#!/bin/sh
# Builds the page assets into static/ and the accessibility checker into tests/vendor/. The result is committed, so that nobody
# needs Node to run or test the project; run this (`make assets`) only after changing app.scss or a version in package.json.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --legacy-peer-deps --no-audit --no-fund
govuk=node_modules/govuk-frontend/dist/govuk
moj=node_modules/@ministryofjustice/frontend/moj
static=../static
mkdir -p "$static/css" "$static/js/vendor" "$static/images" ../tests/vendor ../tests/pages/fixtures

# This is not a GOV.UK service: the crest in the footer's style sheet is taken out, and the fonts are the system's own.
node_modules/.bin/sass --load-path=. --quiet-deps --style=compressed --no-source-map app.scss "$static/css/app.css"
sed -i 's#url("../images/govuk-crest.svg")#none#g' "$static/css/app.css"
rm -f "$static"/images/icon-*.svg
grep -o 'url(\.\./images/[^)]*)' "$static/css/app.css" | sed 's#url(../images/##; s#)##' | sort -u | while read -r image; do
  cp "$moj/assets/images/$image" "$static/images/$image"
done

# Source maps are not shipped, and the hashed file storage refuses a reference to a missing file.
without_source_map() { sed 's#//\# sourceMappingURL=.*$##' "$1" > "$2"; }
without_source_map "$govuk/govuk-frontend.min.js" "$static/js/vendor/govuk-frontend.min.js"
without_source_map "$moj/moj-frontend.min.js" "$static/js/vendor/moj-frontend.min.js"
without_source_map node_modules/htmx.org/dist/htmx.min.js "$static/js/vendor/htmx.min.js"
without_source_map node_modules/axe-core/axe.min.js ../tests/vendor/axe.min.js

# The markup that govuk-frontend itself expects of each component, for the tests of our templates.
node fixtures.mjs > ../tests/pages/fixtures/govuk-frontend.json
