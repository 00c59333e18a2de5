import packaged from "@wordpress/api-fetch";

/**
 * `apiFetch` itself. Its types describe the CommonJS build, where it is the member `default`; Node runs the ESM
 * build, where it is what is imported.
 */
export const apiFetch = "default" in packaged ? packaged.default : packaged;
