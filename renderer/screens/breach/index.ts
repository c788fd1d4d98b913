export { AssessmentScreen } from "./AssessmentScreen.tsx";
export { BreachesScreen } from "./BreachesScreen.tsx";
