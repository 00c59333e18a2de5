using System;
using System.Threading;
using System.Threading.Tasks;
using AssetQL.Client;

namespace AssetQL.Headless
{
    /// <summary>One project that is open, and its connection to a bridge.</summary>
    internal sealed class HeadlessEditor : IDisposable
    {
        private readonly Output output;
        private readonly Memory memory = new Memory();
        private HeadlessProject project;
        private ClientOptions options;
        private BridgeClient client;

        public HeadlessEditor(Output output)
        {
            this.output = output;
            TickMilliseconds = 2;
        }

        public bool HasQuit { get; private set; }

        /// <summary>Between two turns of the editor.</summary>
        public int TickMilliseconds { get; private set; }

        public void Pump()
        {
            if (client != null)
            {
                client.Pump();
            }
        }

        public void Do(string line)
        {
            JsonValue id = JsonValue.Null;
            try
            {
                JsonValue asked = JsonValue.Parse(line);
                id = asked["id"];
                Answer(id, Begin(asked["do"].AsString(), asked));
            }
            catch (JsonException wrong)
            {
                output.Problem(id, new BridgeException(ProblemCodes.ParamsInvalid, wrong.Message));
            }
            catch (BridgeException problem)
            {
                output.Problem(id, problem);
            }
        }

        public void Dispose()
        {
            if (client != null)
            {
                client.Dispose();
            }
        }

        private async void Answer(JsonValue id, Task<JsonValue> doing)
        {
            try
            {
                output.Result(id, await doing);
            }
            catch (BridgeException problem)
            {
                output.Problem(id, problem);
            }
            catch (Exception failure)
            {
                output.Problem(id, new BridgeException(ProblemCodes.Internal, failure.ToString()));
            }
        }

        private Task<JsonValue> Begin(string what, JsonValue asked)
        {
            switch (what)
            {
                case "open":
                    Open(asked);
                    break;
                case "start":
                    client.Start();
                    break;
                case "suspend":
                    client.Suspend();
                    break;
                case "reconnect":
                    client.Reconnect();
                    break;
                case "reload":
                    Reload();
                    break;
                case "block":
                    // As an import or a modal dialog does.
                    Thread.Sleep(asked["milliseconds"].AsInt());
                    break;
                case "tick":
                    TickMilliseconds = asked["milliseconds"].AsInt();
                    break;
                case "missing":
                    project.SetMissing(asked["items"]);
                    break;
                case "refresh":
                    project.Refresh();
                    break;
                case "quit":
                    HasQuit = true;
                    break;
                default:
                    return Commands.Run(client, what, asked);
            }
            return Task.FromResult(JsonValue.Object());
        }

        private void Open(JsonValue asked)
        {
            project = new HeadlessProject(asked["project"].AsString(), output);
            options = new ClientOptions
            {
                DiscoveryFolder = asked["folder"].StringOrNull(),
                Address = asked["address"].StringOrNull(),
                Token = asked["token"].StringOrNull(),
                UnityVersion = "2022.3.10f1",
                PackageVersion = "0.0.0-headless",
                CheckoutId = asked["checkout"].StringOrNull() ?? CheckoutId.Of(project.Root),
                ProjectName = asked["name"].StringOrNull() ?? "Headless",
                Session = memory,
                Log = text => output.Event("log", JsonValue.Of(text))
            };
            memory.Restore(asked["session"]);
            Connect();
        }

        /// <summary>What a domain reload does: all but the session's ids is forgotten.</summary>
        private void Reload()
        {
            client.Suspend();
            client.Dispose();
            Connect();
            client.Start();
        }

        private void Connect()
        {
            client = new BridgeClient(options, project);
            BridgeClient made = client;
            made.ConnectionChanged += () => output.Event("connection", Json.ConnectionOf(made.Connection));
            made.SessionRenewed += () => output.Event("renewed", JsonValue.Object());
            made.BatchChanged += batch => output.Event("batch", batch.Source);
            made.PullChanged += pull => output.Event("pull", pull.Source);
            made.PullProgressed += progress => output.Event("progress", progress.Source);
            made.ExportChanged += export => output.Event("export", export.Source);
        }
    }
}
