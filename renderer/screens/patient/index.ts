export { PatientBannerFor } from "./PatientBanner.tsx";
export { PatientScreen } from "./PatientScreen.tsx";
