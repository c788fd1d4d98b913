import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/controls.css";
import "./ui/surfaces.css";
import "./ui/gate.css";
import "./ui/forced.css";
import { Root } from "./Root.tsx";
import { theme, wearTheme } from "./theme.ts";
import { language } from "./words/language.ts";

document.documentElement.lang = language;
wearTheme(theme);
const place = document.getElementById("root");
if (place === null) throw new Error("the page has no place for the app");
createRoot(place).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
