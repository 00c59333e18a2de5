using System;

namespace AssetQL.Client
{
    /// <summary>Codes of problems between editor and bridge, as in core-backend/contract/src/bridge/problems.ts.</summary>
    public static class ProblemCodes
    {
        /// <summary>A message was none of the protocol.</summary>
        public const string MessageInvalid = "message-invalid";

        /// <summary>A call that this client does not know.</summary>
        public const string TypeUnknown = "type-unknown";

        /// <summary>The payload of a call is not what it has to be.</summary>
        public const string ParamsInvalid = "params-invalid";

        /// <summary>A wrong token.</summary>
        public const string Unauthenticated = "unauthenticated";

        /// <summary>None of the client's protocols is spoken.</summary>
        public const string ProtocolUnsupported = "protocol-unsupported";

        /// <summary>What was given cannot be used.</summary>
        public const string InputInvalid = "input-invalid";

        /// <summary>The bridge has forgotten an upload.</summary>
        public const string UploadUnknown = "upload-unknown";

        /// <summary>An upload has not come completely.</summary>
        public const string UploadIncomplete = "upload-incomplete";

        /// <summary>Content arrived, and is not what it was to be.</summary>
        public const string ChecksumMismatch = "checksum-mismatch";

        /// <summary>The disk is full.</summary>
        public const string DiskFull = "disk-full";

        /// <summary>A file may not be written.</summary>
        public const string PermissionDenied = "permission-denied";

        /// <summary>A file could not be written.</summary>
        public const string WriteFailed = "write-failed";

        /// <summary>The other side does not know what went wrong.</summary>
        public const string Internal = "internal";

        /// <summary>The client's own, never on the wire: there is no connection to a bridge.</summary>
        public const string BridgeAway = "bridge-away";

        private static readonly string[] OnTheWire =
        {
            MessageInvalid, TypeUnknown, ParamsInvalid, Unauthenticated, ProtocolUnsupported,
            "not-found", InputInvalid, "state", "forbidden", "quota-exceeded", "nothing-to-pull", "nothing-changed",
            UploadUnknown, UploadIncomplete, ChecksumMismatch,
            "name-refused", "path-refused", DiskFull, PermissionDenied, "file-changed", "file-missing", WriteFailed,
            "import-busy", "staging-missing",
            "hub-unreachable", "hub-refused", "editor-away", "busy", Internal
        };

        /// <summary>Whether a problem with this code may be sent.</summary>
        public static bool IsKnown(string code)
        {
            return Array.IndexOf(OnTheWire, code) >= 0;
        }
    }
}
