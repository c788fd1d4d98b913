export { SessionScreen } from "./SessionScreen.tsx";
export { WriteScreen } from "./WriteScreen.tsx";
