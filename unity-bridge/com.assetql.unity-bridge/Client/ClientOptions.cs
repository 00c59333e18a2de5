using System;

namespace AssetQL.Client
{
    /// <summary>What a client needs to know.</summary>
    public sealed class ClientOptions
    {
        /// <summary>Where bridges leave their addresses. Null: ASSETQL_BRIDGE_FOLDER, or ~/.assetql/bridge.</summary>
        public string DiscoveryFolder { get; set; }

        /// <summary>As in ws://127.0.0.1:17890, where a bridge cannot be discovered. Null: by discovery.</summary>
        public string Address { get; set; }

        /// <summary>Of the bridge at <see cref="Address"/>.</summary>
        public string Token { get; set; }

        /// <summary>As in 2022.3.10f1.</summary>
        public string UnityVersion { get; set; }

        /// <summary>Of this package.</summary>
        public string PackageVersion { get; set; }

        /// <summary>Of this copy of the project: <see cref="CheckoutId"/>.</summary>
        public string CheckoutId { get; set; }

        /// <summary>For people; cut after 120 characters.</summary>
        public string ProjectName { get; set; }

        /// <summary>What outlives a domain reload.</summary>
        public ISessionMemory Session { get; set; }

        /// <summary>For people. Called from any thread, never with a secret. May be null.</summary>
        public Action<string> Log { get; set; }
    }

    /// <summary>What outlives a domain reload: Unity's SessionState. Only asked on the main thread.</summary>
    public interface ISessionMemory
    {
        /// <summary>Of the session; null before the first.</summary>
        string ResumeId { get; set; }

        /// <summary>Number of the last event that was told.</summary>
        long LastSeq { get; set; }
    }
}
