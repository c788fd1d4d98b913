export { PatientScreen } from "./PatientScreen.tsx";
