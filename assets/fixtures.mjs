// Prints, as one JSON object, the examples of govuk-frontend that tests/pages compares our templates with.
import { readFileSync } from "node:fs";

const wanted = {
  input: ["default", "with hint text", "with error message", "with error and hint", "with width-10 class", "value"],
  textarea: ["default", "with hint", "with error message", "with default value"],
  select: ["with hint text and error message"],
  radios: ["default", "with hint", "inline", "with fieldset and error message"],
  checkboxes: ["default", "with hint", "with error message and hint"],
  "date-input": ["with values", "with error message and hint", "with error on month input"],
  "file-upload": ["default", "with hint text", "with error message and hint"],
  "password-input": ["default", "with hint text", "with error message"],
  "error-summary": ["default", "mixed with and without links"],
  "notification-banner": ["with type as success"],
  pagination: ["with prev and next only", "with previous only", "with next only"],
  "service-navigation": ["with navigation with a current item"],
  tag: ["grey", "red"],
};

const examples = {};
for (const [component, names] of Object.entries(wanted)) {
  const { fixtures } = JSON.parse(readFileSync(`node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`));
  examples[component] = Object.fromEntries(
    names.map((name) => {
      const { options, html } = fixtures.find((fixture) => fixture.name === name); // a renamed example stops the build
      return [name, { options, html }];
    }),
  );
}
process.stdout.write(JSON.stringify(examples, null, 1) + "\n");
