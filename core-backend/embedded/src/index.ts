export type { OidcIssuer } from "@assetql/api";
export { AllowedNetworkError } from "@assetql/outgoing";
export { createFileBlobStore, type FileBlobStore } from "./files/blob-store.ts";
export { createFileRoute } from "./files/serve.ts";
export { createUrlSigner, loadSigningKey, type UrlSigner } from "./files/signer.ts";
export { backupDataFolder } from "./hub/backup-data-folder.ts";
export type { Check } from "./hub/doctor/check.ts";
export { type DoctorOptions, examine } from "./hub/doctor/doctor.ts";
export { type AdminKey, adminKeyPath, keepAdminKey, keptAdminKey, keptAdminKeyId } from "./hub/first-key.ts";
export { type Home, type HomeOptions, openHome } from "./hub/home.ts";
export { PortUnavailableError } from "./hub/http-server.ts";
export {
  BackupUnusableError,
  DataFolderNotEmptyError,
  type RestoreReport,
  restoreDataFolder,
} from "./hub/restore-data-folder.ts";
export { type Hub, type HubOptions, hubFilePath, startHub } from "./hub/start-hub.ts";
export { previewSweep, type Sweep, sweepDataFolder } from "./hub/sweep-home.ts";
export { createImageLab, type EmbeddedImageLab, ImageWorkerError } from "./images/image-lab.ts";
export type { RateLimitOptions } from "./limits/hub-rate-limits.ts";
export { createMemoryRateLimiter } from "./limits/rate-limiter.ts";
export { createSmtpMailer } from "./mail/smtp-mailer.ts";
export { type MailSettings, MailSettingsError } from "./mail/smtp-settings.ts";
export { loadKeyFile } from "./secrets/key-file.ts";
export { BackupTargetExistsError, backupDatabase } from "./sqlite/backup.ts";
export { DataFolderInUseError } from "./sqlite/folder-lock.ts";
export { createSqliteJobQueue, type SqliteJobQueue } from "./sqlite/job-queue.ts";
export { FolderUnusableError } from "./sqlite/make-folder.ts";
export { DatabaseTooNewError } from "./sqlite/migrations.ts";
export { type DataFolder, openDataFolder } from "./sqlite/open.ts";
export { createSqliteOutbox } from "./sqlite/outbox.ts";
export { createSqliteRecordStore, type SqliteRecordStore } from "./sqlite/record-store.ts";
export { type Consumer, consume, type Outcome } from "./workers/consume.ts";
