using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>
    /// Looks for a bridge, stays connected, and connects again: after 0, 1, 3, 5, 10, 30 seconds, and as soon as a bridge
    /// leaves a new file. It has its own thread: an editor that is busy stays connected.
    /// </summary>
    internal sealed class ConnectionKeeper
    {
        private const int LookMilliseconds = 250;

        private readonly ClientOptions options;
        private readonly Session session;
        private readonly Action<Connection> publish;
        private readonly DiscoveryFolder folder;
        private readonly SemaphoreSlim wake = new SemaphoreSlim(0);
        private readonly Stopwatch away = Stopwatch.StartNew();
        private CancellationTokenSource stop;
        private Task running = Task.FromResult(0);
        private int tries;

        /// <summary>`publish` is called on any thread, in order.</summary>
        public ConnectionKeeper(ClientOptions options, Session session, Action<Connection> publish)
        {
            this.options = options;
            this.session = session;
            this.publish = publish;
            folder = new DiscoveryFolder(options.DiscoveryFolder);
        }

        /// <summary>Main thread.</summary>
        public void Start()
        {
            stop = new CancellationTokenSource();
            CancellationToken token = stop.Token;
            tries = 0;
            away.Restart();
            session.Requests.Open();
            running = Task.Run(() => RunGuarded(token));
        }

        /// <summary>Main thread. The connection is gone when it returns, if it goes within the time.</summary>
        public void Stop(TimeSpan most)
        {
            if (stop == null)
            {
                return;
            }
            stop.Cancel();
            running.Wait(most);
            stop = null;
        }

        /// <summary>The next try is now. Any thread.</summary>
        public void Wake()
        {
            wake.Release();
        }

        private async Task RunGuarded(CancellationToken token)
        {
            try
            {
                await Run(token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Stopped.
            }
            catch (Exception failure)
            {
                Logging.To(options, "The connection to the bridge failed: " + failure);
                string message = "Something failed within this package: " + failure.Message + " The console says more.";
                session.Requests.Refuse(message);
                publish(new Connection(ConnectionState.Refused, message));
            }
        }

        private async Task Run(CancellationToken token)
        {
            while (true)
            {
                token.ThrowIfCancellationRequested();
                string print = folder.Fingerprint();
                publish(new Connection(ConnectionState.Searching, Texts.Searching));
                Attempt attempt = await TryAll(token).ConfigureAwait(false);
                token.ThrowIfCancellationRequested();
                if (attempt.WasConnected)
                {
                    away.Restart();
                }
                if (attempt.IsRefusal)
                {
                    await WaitForSomebody(attempt, print, token).ConfigureAwait(false);
                    continue;
                }
                tries = attempt.WasUseful ? 0 : tries;
                int[] pauses = BridgeProtocol.ReconnectSeconds;
                int seconds = pauses[Math.Min(tries++, pauses.Length - 1)];
                publish(new Connection(ConnectionState.Waiting, attempt.Message) { RetryInSeconds = seconds });
                await Wait(seconds, print, token).ConfigureAwait(false);
            }
        }

        private async Task<Attempt> TryAll(CancellationToken token)
        {
            string problem;
            IReadOnlyList<BridgeAddress> addresses;
            try
            {
                addresses = Addresses(out problem);
            }
            catch (BridgeException wrong)
            {
                return Attempt.Refused(wrong.Message);
            }
            Attempt best = null;
            foreach (BridgeAddress address in addresses)
            {
                publish(new Connection(ConnectionState.Connecting, Texts.Connecting(address)));
                var connector = new Connector(options, session, address, PublishWelcome);
                Attempt attempt = await connector.Run(token).ConfigureAwait(false);
                if (attempt.WasConnected)
                {
                    return attempt;
                }
                best = best == null || (attempt.IsRefusal && !best.IsRefusal) ? attempt : best;
            }
            return best ?? Attempt.NotThere(problem ?? Texts.NoBridge);
        }

        /// <summary>The newest first. `problem`: why a file was of no use, or null.</summary>
        private IReadOnlyList<BridgeAddress> Addresses(out string problem)
        {
            problem = null;
            if (!string.IsNullOrEmpty(options.Address))
            {
                return new[] { BridgeAddress.Of(options.Address, options.Token) };
            }
            var addresses = new List<BridgeAddress>();
            foreach (DiscoveryFile file in folder.Read())
            {
                if (file.Address != null)
                {
                    addresses.Add(file.Address);
                }
                problem = problem ?? file.Problem;
            }
            problem = problem ?? folder.Problem;
            return addresses;
        }

        private void PublishWelcome(Welcome welcome)
        {
            Connection connected = Connection.Connected(welcome.HubUrl, welcome.HubReachable, welcome.HubDetail);
            connected.BridgeVersion = welcome.BridgeVersion;
            publish(connected);
        }

        /// <summary>Until somebody presses “Connect”, or starts a bridge where that can help.</summary>
        private async Task WaitForSomebody(Attempt attempt, string print, CancellationToken token)
        {
            session.Requests.Refuse(attempt.Message);
            publish(new Connection(ConnectionState.Refused, attempt.Message));
            string watched = attempt.IsReplaced ? null : print;
            await Wait(int.MaxValue, watched, token).ConfigureAwait(false);
            tries = 0;
            session.Requests.Open();
        }

        /// <summary>`print` null: the folder is not watched.</summary>
        private async Task Wait(int seconds, string print, CancellationToken token)
        {
            while (wake.Wait(0))
            {
                // Asked for while there was a connection, or a try.
            }
            bool isWatched = print != null && string.IsNullOrEmpty(options.Address);
            Stopwatch clock = Stopwatch.StartNew();
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                if (isWatched && folder.Fingerprint() != print)
                {
                    return;
                }
                if (away.Elapsed.TotalSeconds > BridgeProtocol.SessionSeconds)
                {
                    session.Requests.FailAll(new BridgeException(ProblemCodes.BridgeAway, Texts.StayedAway));
                }
                if (await wake.WaitAsync(LookMilliseconds, token).ConfigureAwait(false))
                {
                    tries = 0;
                    return;
                }
            }
        }
    }
}
