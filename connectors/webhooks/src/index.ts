export { type NewKey, newKey, WebhookKeyError } from "./keys.ts";
export {
  createWebhookSender,
  type OutgoingWebhook,
  type SenderOptions,
  type WebhookAnswer,
  type WebhookSender,
} from "./sender.ts";
export { type Signed, signatureHeaders } from "./sign.ts";
export { type ReceivedWebhook, verifyWebhook, WebhookVerificationError } from "./verify.ts";
