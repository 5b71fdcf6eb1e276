// Every page works without this file. It only starts the GOV.UK and MoJ components, and again on any part htmx brings in.
import { initAll as startGovuk } from "./vendor/govuk-frontend.min.js";
import { initAll as startMoj } from "./vendor/moj-frontend.min.js";

function start(scope) {
  startGovuk({ scope });
  startMoj({ scope });
}

start(document);
document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
