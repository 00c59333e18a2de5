using System;

namespace AssetQL.Client
{
    /// <summary>
    /// The editor's side of the bridge. All members are for the main thread; what is awaited completes within
    /// <see cref="Pump"/>, and events are raised there. The network has threads of its own.
    /// </summary>
    public sealed class BridgeClient : IDisposable
    {
        private const int PumpMilliseconds = 10;
        private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

        private readonly Inbox inbox = new Inbox();
        private readonly Session session;
        private readonly ConnectionKeeper keeper;
        private readonly ClientOptions options;
        private bool isRunning;

        /// <summary>
        /// Nothing happens before <see cref="Start"/>. Throws ArgumentException for options without CheckoutId, ProjectName
        /// or Session.
        /// </summary>
        public BridgeClient(ClientOptions options, IProject project)
        {
            if (string.IsNullOrEmpty(options.CheckoutId) || string.IsNullOrEmpty(options.ProjectName)
                || options.Session == null)
            {
                throw new ArgumentException("CheckoutId, ProjectName and Session are needed.", "options");
            }
            this.options = options;
            Action<string> log = text => Logging.To(options, text);
            session = new Session(
                inbox, options, new ProjectDisk(project, log), new SessionEvents(Told, () => Raise(SessionRenewed)));
            keeper = new ConnectionKeeper(options, session, connection => inbox.Post(() => Become(connection)));
            var line = new CommandLine(session.Requests, inbox);
            Styles = new StyleCommands(line);
            Batches = new BatchCommands(line);
            Assets = new AssetCommands(line);
            Pulls = new PullCommands(line);
            Exports = new ExportCommands(line);
            Project = new ProjectCommands(line);
            Connection = new Connection(ConnectionState.Off, Texts.Off);
        }

        /// <summary>How it stands with the bridge. Never null.</summary>
        public Connection Connection { get; private set; }

        /// <summary><see cref="Connection"/> is another one.</summary>
        public event Action ConnectionChanged;

        /// <summary>A batch that is watched has changed.</summary>
        public event Action<Batch> BatchChanged;

        /// <summary>A pull has changed.</summary>
        public event Action<Pull> PullChanged;

        /// <summary>More of a pull's files have come.</summary>
        public event Action<PullProgress> PullProgressed;

        /// <summary>An export has changed.</summary>
        public event Action<Export> ExportChanged;

        /// <summary>This is a new session: what was known of the hub is to be read anew.</summary>
        public event Action SessionRenewed;

        /// <summary>Style profiles.</summary>
        public StyleCommands Styles { get; private set; }

        /// <summary>Batches.</summary>
        public BatchCommands Batches { get; private set; }

        /// <summary>Images.</summary>
        public AssetCommands Assets { get; private set; }

        /// <summary>Pulls into this project.</summary>
        public PullCommands Pulls { get; private set; }

        /// <summary>Packages.</summary>
        public ExportCommands Exports { get; private set; }

        /// <summary>This project.</summary>
        public ProjectCommands Project { get; private set; }

        /// <summary>Begins to look for a bridge; never throws for one that is not there.</summary>
        public void Start()
        {
            if (isRunning)
            {
                return;
            }
            isRunning = true;
            session.Remember();
            keeper.Start();
        }

        /// <summary>Completes tasks, raises events, answers the bridge. To be called often; returns quickly.</summary>
        public void Pump()
        {
            inbox.Drain(PumpMilliseconds);
        }

        /// <summary>Before a domain reload: the connection goes, the session stays in ISessionMemory.</summary>
        public void Suspend()
        {
            End(Texts.Suspended);
        }

        /// <summary>Tries now, not after the pause. Does nothing while there is a connection.</summary>
        public void Reconnect()
        {
            if (!isRunning)
            {
                Start();
            }
            else if (Connection.State != ConnectionState.Connected)
            {
                keeper.Wake();
            }
        }

        /// <summary>For good.</summary>
        public void Dispose()
        {
            End(Texts.Disposed);
        }

        private void End(string why)
        {
            if (!isRunning)
            {
                return;
            }
            isRunning = false;
            keeper.Stop(Farewell);
            session.Calls.Forget(Farewell);
            session.Requests.Refuse(why);
            // Events that were not told yet are told again by the bridge.
            inbox.Settle();
            Become(new Connection(ConnectionState.Off, why));
        }

        private void Become(Connection connection)
        {
            Connection = connection;
            Raise(ConnectionChanged);
        }

        private void Told(string type, JsonValue payload)
        {
            try
            {
                Dispatch(type, payload);
            }
            catch (JsonException wrong)
            {
                string message = Texts.Unreadable("“" + type + "”", wrong.Message);
                Logging.To(options, message);
                Become(With(message));
            }
        }

        private void Dispatch(string type, JsonValue payload)
        {
            switch (type)
            {
                case "hub.changed":
                    HubChanged(payload["reachable"].AsBool(), payload["detail"].StringOrNull());
                    break;
                case "batch.changed":
                    Raise(BatchChanged, new Batch(payload));
                    break;
                case "pull.changed":
                    Raise(PullChanged, new Pull(payload));
                    break;
                case "pull.progress":
                    Raise(PullProgressed, new PullProgress(payload));
                    break;
                case "export.changed":
                    Raise(ExportChanged, new Export(payload));
                    break;
                default:
                    Logging.To(options, "The bridge tells of “" + type + "”, which this package does not know. Update it.");
                    break;
            }
        }

        private void HubChanged(bool isReachable, string detail)
        {
            if (Connection.State == ConnectionState.Connected)
            {
                Connection changed = Connection.Connected(Connection.HubUrl, isReachable, detail);
                changed.BridgeVersion = Connection.BridgeVersion;
                Become(changed);
            }
        }

        private Connection With(string message)
        {
            return new Connection(Connection.State, message)
            {
                HubUrl = Connection.HubUrl,
                HubReachable = Connection.HubReachable,
                HubProblem = Connection.HubProblem,
                BridgeVersion = Connection.BridgeVersion,
                RetryInSeconds = Connection.RetryInSeconds
            };
        }

        private static void Raise(Action handler)
        {
            if (handler != null)
            {
                handler();
            }
        }

        private static void Raise<T>(Action<T> handler, T argument)
        {
            if (handler != null)
            {
                handler(argument);
            }
        }
    }
}
