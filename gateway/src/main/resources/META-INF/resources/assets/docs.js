// Everything that Swagger UI needs comes from this host; no validator elsewhere is asked.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

// What Swagger UI leaves without a name or out of reach of the keyboard.
const mend = () => {
  for (const row of document.querySelectorAll("tr[data-param-name]")) {
    for (const control of row.querySelectorAll("input:not([aria-label]), select:not([aria-label]), textarea:not([aria-label])")) {
      control.setAttribute("aria-label", row.dataset.paramName);
    }
  }
  for (const select of document.querySelectorAll(".examples-select-element:not([aria-label])")) {
    select.setAttribute("aria-label", "example");
  }
  for (const block of document.querySelectorAll("pre.microlight:not([tabindex])")) block.tabIndex = 0;
};
new MutationObserver(mend).observe(document.getElementById("swagger-ui"), { childList: true, subtree: true });

// The path of an operation is a link inside the button that opens it; one of the two is enough.
const PlainPaths = ({ React }) => ({
  components: { DeepLink: ({ text }) => React.createElement("span", null, text) }
});

window.ui = SwaggerUIBundle({
  url: "/openapi?format=json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: -1,
  defaultModelRendering: "model",
  persistAuthorization: false,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [PlainPaths],
  layout: "BaseLayout"
});
