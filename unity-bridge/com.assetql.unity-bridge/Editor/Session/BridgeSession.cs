using System;
using System.IO;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>
    /// The editor's one connection. It is there from the editor's first update on, whether or not the window is open,
    /// and goes on after a domain reload.
    /// </summary>
    [InitializeOnLoad]
    internal static class BridgeSession
    {
        /// <summary>The protocol takes so many.</summary>
        private const int MostNameCharacters = 120;

        private static string lastError;
        private static bool isStarted;

        static BridgeSession()
        {
            // Not at once: while scripts are being loaded the asset database may not be ready. Not delayCall either:
            // it waits until the editor has the focus.
            EditorApplication.update += StartOnce;
        }

        /// <summary>Null where the guards, or a folder that cannot be written to, keep this editor from connecting.</summary>
        public static BridgeClient Client { get; private set; }

        /// <summary>Null exactly when Client is null.</summary>
        public static BridgeStore Store { get; private set; }

        /// <summary>Why there is no client; null when there is one.</summary>
        public static string Guarded { get; private set; }

        /// <summary>There is another client, or none any more.</summary>
        public static event Action Replaced;

        public static bool IsConnected
        {
            get { return Client != null && ConnectionNotice.CanAsk(Client.Connection); }
        }

        /// <summary>Whether this editor was connected before its code was reloaded.</summary>
        public static bool HadSession
        {
            get { return new SessionMemory().ResumeId != null; }
        }

        /// <summary>For whoever comes before the editor's first update.</summary>
        public static void EnsureStarted()
        {
            if (isStarted) return;
            isStarted = true;
            AssemblyReloadEvents.beforeAssemblyReload += Suspend;
            EditorApplication.quitting += Stop;
            EditorApplication.update += Pump;
            Start();
        }

        /// <summary>After the address or the token was changed.</summary>
        public static void Restart()
        {
            Stop();
            Start();
            if (Replaced != null) Replaced();
        }

        private static void StartOnce()
        {
            EditorApplication.update -= StartOnce;
            EnsureStarted();
        }

        private static void Start()
        {
            string root = Path.GetDirectoryName(Application.dataPath);
            Guarded = EditorGuards.ReasonAgainst(ProcessOf(root));
            if (Guarded != null) return;
            try
            {
                UnityProject project = new UnityProject(root);
                Client = new BridgeClient(OptionsOf(root), project);
                Store = new BridgeStore(Client);
                Client.Start();
            }
            catch (Exception error)
            {
                Debug.LogException(error);
                Stop();
                Guarded = "AssetQL could not start: " + error.Message;
            }
        }

        private static EditorProcess ProcessOf(string root)
        {
            return new EditorProcess
            {
                IsBatchMode = Application.isBatchMode,
                IsImportWorker = AssetDatabase.IsAssetImportWorkerProcess(),
                AllowBatch = Environment.GetEnvironmentVariable("ASSETQL_ALLOW_BATCH"),
                ProjectRoot = root,
                HasCloneMark = File.Exists(Path.Combine(root, ".clone")),
            };
        }

        private static ClientOptions OptionsOf(string root)
        {
            string address = ConnectionPreferences.Address;
            return new ClientOptions
            {
                Address = address,
                Token = address == null ? null : ConnectionPreferences.Token,
                UnityVersion = Application.unityVersion,
                PackageVersion = PackageFolder.Version,
                CheckoutId = CheckoutId.Of(root),
                ProjectName = Texts.OneLine(NameOf(root), MostNameCharacters),
                Session = new SessionMemory(),
                Log = message => Debug.Log("AssetQL: " + message),
            };
        }

        private static string NameOf(string root)
        {
            return Numbers.IsBlank(Application.productName) ? Path.GetFileName(root) : Application.productName;
        }

        private static void Pump()
        {
            if (Client == null) return;
            try
            {
                Client.Pump();
                lastError = null;
            }
            catch (Exception error)
            {
                // Once: it is called many times a second.
                if (error.Message == lastError) return;
                lastError = error.Message;
                Debug.LogException(error);
            }
        }

        /// <summary>The domain is unloaded next, and what it showed in Unity's background tasks with it.</summary>
        private static void Suspend()
        {
            if (Store != null) Store.Dispose();
            if (Client != null) Client.Suspend();
        }

        private static void Stop()
        {
            if (Store != null) Store.Dispose();
            if (Client != null) Client.Dispose();
            Store = null;
            Client = null;
        }
    }
}
