export { PatientRightsScreen } from "./PatientRightsScreen.tsx";
export { RightsScreen } from "./RightsScreen.tsx";
