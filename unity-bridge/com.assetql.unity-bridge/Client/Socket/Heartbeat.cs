using System;
using System.Threading;

namespace AssetQL.Client
{
    /// <summary>
    /// Says something every ten seconds, and ends a connection over which nothing comes; on a thread of its own, so that
    /// an editor that is busy importing stays connected.
    /// </summary>
    internal sealed class Heartbeat : IDisposable
    {
        private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

        private readonly Link link;
        private readonly Timer timer;
        private int seconds;

        public Heartbeat(Link link)
        {
            this.link = link;
            timer = new Timer(ignored => Beat(), null, Second, Second);
        }

        public void Dispose()
        {
            timer.Dispose();
        }

        private void Beat()
        {
            if (link.Silence.TotalSeconds > BridgeProtocol.SilenceSeconds)
            {
                link.Abort("nothing came from the bridge for " + BridgeProtocol.SilenceSeconds + " seconds");
            }
            else if (Interlocked.Increment(ref seconds) % BridgeProtocol.PingSeconds == 0)
            {
                link.Send(Message.Request(Ids.New(), "ping", JsonValue.Object()));
            }
        }
    }
}
