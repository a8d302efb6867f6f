import js from "@eslint/js";
import boundaries from "eslint-plugin-boundaries";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

const layer = (type, ...allowed) => ({
  from: { element: { type } },
  allow: { to: { element: { types: { anyOf: allowed } } } },
});

export default tseslint.config(
  { ignores: ["dist", "src/api/schema.gen.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  reactHooks.configs.flat["recommended-latest"],
  {
    files: ["src/**/*.{ts,tsx}"],
    languageOptions: { globals: globals.browser },
    plugins: { boundaries },
    settings: {
      "import/resolver": { typescript: { project: "./tsconfig.json" } },
      "boundaries/elements": [
        { type: "app", pattern: "src/app" },
        { type: "feature", pattern: "src/features/*", capture: ["name"] },
        { type: "api", pattern: "src/api" },
        { type: "ui", pattern: "src/ui" },
        { type: "testing", pattern: "src/testing" },
      ],
    },
    rules: {
      "max-lines": ["error", 250],
      "@typescript-eslint/no-explicit-any": "error",
      // app → features → api, ui; no feature knows another one.
      "boundaries/dependencies": [
        "error",
        {
          default: "disallow",
          message: "{{from.element.type}} may not import {{to.element.type}}: app → features → api, ui",
          policies: [
            { allow: { to: { module: { origin: "external" } } } },
            { allow: { to: { module: { origin: "core" } } } },
            layer("app", "app", "feature", "api", "ui"),
            layer("feature", "api", "ui"),
            layer("api", "api"),
            layer("ui", "ui"),
            layer("testing", "testing", "api", "ui"),
            {
              from: { element: { type: "feature" } },
              allow: {
                to: { element: { type: "feature", captured: { name: "{{from.element.captured.name}}" } } },
              },
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/**/*.test.{ts,tsx}"],
    rules: { "boundaries/dependencies": "off" },
  },
  { files: ["*.js", "public/*.js"], languageOptions: { globals: { ...globals.browser, ...globals.node } } },
);
