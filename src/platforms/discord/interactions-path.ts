/** Where Discord posts interactions to, on the one HTTP server. */
export const INTERACTIONS_PATH = '/discord/interactions';
