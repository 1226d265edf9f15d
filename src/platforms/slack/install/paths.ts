/** Where somebody adds the app to a workspace. */
export const INSTALL_PATH = '/slack/install';
/** Where Slack leads them back. */
export const REDIRECT_PATH = '/slack/oauth_redirect';
