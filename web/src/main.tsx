import "./styles/tokens.css";
import "./styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { watchTheme } from "./ui/theme";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
watchTheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
