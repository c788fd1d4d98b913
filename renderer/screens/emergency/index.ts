export { EmergencyScreen } from "./EmergencyScreen.tsx";
