export { PatientsScreen } from "./PatientsScreen.tsx";
