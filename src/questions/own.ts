/** The type of a question that somebody brought. */
export const OWN = 'own';
