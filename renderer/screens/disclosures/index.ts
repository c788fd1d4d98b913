export { DisclosuresScreen } from "./DisclosuresScreen.tsx";
