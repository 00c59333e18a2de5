import type { ConnectorErrorCode } from "@assetql/connector-sdk";
import type { Refusal } from "./wordpress-error.ts";

type Explanation = readonly [ConnectorErrorCode, string];
type Explain = (refusal: Refusal) => Explanation;

const login: Explain = ({ site }) => [
  "credentials-refused",
  `${site} refuses the user name or the Application Password. Make a new one in WordPress under Users → Profile → Application Passwords and save it with the target.`,
];
const passwordsOff: Explain = ({ site }) => [
  "credentials-refused",
  `${site} has Application Passwords turned off, for everybody or for this user. They need HTTPS, and some security plugins turn them off; ask whoever runs the site.`,
];
const mayNot =
  (what: string): Explain =>
  ({ site, status, message }) =>
    status === 401
      ? login({ site, status, code: "", message, data: {} })
      : [
          "permission-denied",
          `The WordPress user may not ${what} on ${site}. Give it the role Author or Editor, or use another user.${said(message)}`,
        ];
const tooLarge: Explain = ({ site, message }) => [
  "file-too-large",
  `The image is larger than ${site} accepts. Choose a smaller width or another format for this target, or have the site's upload limit raised.${said(message)}`,
];
const typeRefused: Explain = ({ site, message }) => [
  "file-refused",
  `${site} does not take this kind of file. Choose another format for this target, such as JPEG.${said(message)}`,
];
const full: Explain = ({ site, message }) => [
  "storage-full",
  `The media library of ${site} is full. Delete what is no longer needed, or have the space enlarged, and apply again.${said(message)}`,
];
const itemGone: Explain = ({ site }) => [
  "item-deleted",
  `The post is no longer on ${site}, or lies in its trash.`,
];
const imageGone: Explain = ({ site }) => [
  "remote-deleted",
  `The image is no longer in the library of ${site}.`,
];
const noTrash: Explain = ({ site }) => [
  "not-supported",
  `${site} has no trash for media. Choose “delete” or “unlink” for this target, or have MEDIA_TRASH turned on in wp-config.php.`,
];
const changed: Explain = ({ site }) => [
  "changed-meanwhile",
  `Somebody has changed it on ${site} just now. Make a new plan to see what is there.`,
];

/** The site's own message as a further sentence. */
function said(message: string): string {
  return message === "" ? "" : ` The site says: ${message}`;
}

/** A failed upload: which of PHP's reasons it was can be told from the names that no translation touches. */
const uploadFailed: Explain = (refusal) =>
  /upload_max_filesize|MAX_FILE_SIZE|post_max_size/.test(refusal.message)
    ? tooLarge(refusal)
    : [
        "file-refused",
        `${refusal.site} could not take the file.${said(refusal.message)} If it says so of every image, its upload folder may be missing or full.`,
      ];

/**
 * The first uploads of a month all make its folder, and of those that do so at the same moment some fail (seen on 6.5
 * and 6.6-RC3). The path is in WordPress's message whatever its language.
 */
const unlessFolder =
  (explain: Explain): Explain =>
  (refusal) =>
    /uploads\/\d{4}\/\d{2}/.test(refusal.message)
      ? [
          "unavailable",
          `${refusal.site} could not make its folder for uploads. If it stays like that, the server may not write there.${said(refusal.message)}`,
        ]
      : explain(refusal);

/** By WordPress's code: its statuses mislead (a file type that is refused is a 500). */
export const explanations: Readonly<Record<string, Explain>> = {
  incorrect_password: login,
  invalid_username: login,
  invalid_email: login,
  invalid_application_password: login,
  rest_not_logged_in: login,
  rest_cookie_invalid_nonce: login,
  assetql_not_logged_in: login,
  application_passwords_disabled: passwordsOff,
  application_passwords_disabled_for_user: passwordsOff,
  rest_cannot_create: mayNot("upload files"),
  rest_cannot_edit: mayNot("change this"),
  rest_cannot_edit_others: mayNot("change what others wrote"),
  rest_cannot_delete: mayNot("delete this"),
  rest_cannot_assign_term: mayNot("use these terms"),
  rest_cannot_read: mayNot("read this"),
  rest_forbidden: mayNot("do this"),
  rest_forbidden_context: mayNot("edit this"),
  rest_forbidden_status: mayNot("see drafts"),
  assetql_forbidden: mayNot("do this"),
  woocommerce_rest_cannot_view: mayNot("see products"),
  woocommerce_rest_cannot_edit: mayNot("change products"),
  rest_upload_unknown_error: unlessFolder(uploadFailed),
  rest_upload_file_error: unlessFolder(uploadFailed),
  rest_upload_sideload_error: unlessFolder(typeRefused),
  rest_upload_no_content_disposition: tooLarge,
  rest_upload_no_data: tooLarge,
  rest_upload_file_too_big: tooLarge,
  rest_upload_limited_space: full,
  rest_upload_user_quota_exceeded: full,
  rest_upload_hash_mismatch: ({ site }) => ["unavailable", `The image was damaged on its way to ${site}.`],
  assetql_hash_mismatch: ({ site }) => ["unavailable", `The image was damaged on its way to ${site}.`],
  assetql_too_large: tooLarge,
  assetql_type_refused: typeRefused,
  assetql_storage_full: unlessFolder(full),
  assetql_no_trash: noTrash,
  rest_trash_not_supported: noTrash,
  rest_post_invalid_id: itemGone,
  assetql_post_not_found: itemGone,
  rest_already_trashed: itemGone,
  woocommerce_rest_product_invalid_id: itemGone,
  woocommerce_rest_product_variation_invalid_id: itemGone,
  assetql_not_found: imageGone,
  assetql_changed: changed,
  assetql_in_use: ({ site, message }) => [
    "refused",
    `The image is still shown on ${site}, so it was not deleted. Take it out of the posts first.${said(message)}`,
  ],
  assetql_bytes_needed: ({ site }) => [
    "not-supported",
    `${site} no longer has the former file of this image, so it cannot be brought back.`,
  ],
  assetql_busy: ({ site }) => ["unavailable", `${site} is still busy with this image.`],
  rest_no_route: ({ site, message }) => [
    "not-supported",
    `${site} does not know what was asked for; a plugin may have been turned off meanwhile.${said(message)}`,
  ],
  rest_invalid_featured_media: imageGone,
  woocommerce_product_invalid_image_id: imageGone,
  woocommerce_variation_invalid_image_id: imageGone,
  rest_invalid_param: ({ site, message, data }) => [
    "refused",
    `${site} refuses a value${parameters(data)}.${said(message)}`,
  ],
  rest_db_error: ({ site }) => ["unavailable", `The database of ${site} does not answer.`],
  db_insert_error: ({ site }) => ["unavailable", `The database of ${site} could not save it.`],
};

function parameters(data: Readonly<Record<string, unknown>>): string {
  const { params } = data;
  return typeof params === "object" && params !== null ? `: ${Object.keys(params).join(", ")}` : "";
}
