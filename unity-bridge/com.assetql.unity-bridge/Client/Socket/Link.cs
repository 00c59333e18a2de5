using System;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Hears what a connection's bridge says, on the network's thread.</summary>
    internal interface ILinkListener
    {
        /// <summary>Throws <see cref="ProtocolProblem"/> or <see cref="JsonException"/>.</summary>
        void Heard(Link link, Message message);
    }

    /// <summary>One connection, from its first byte to its end.</summary>
    internal sealed class Link : IMessageSink
    {
        private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

        private readonly ClientWebSocket socket;
        private readonly ILinkListener listener;
        private readonly MessageSender sender;
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private long heardAt;
        private int isWriting;
        private string abortedBecause;

        public Link(ClientWebSocket socket, ILinkListener listener)
        {
            this.socket = socket;
            this.listener = listener;
            Outgoing = new OutgoingTransfers();
            Incoming = new IncomingTransfers(bytes => Send(Message.Credit(bytes)));
            sender = new MessageSender(socket, Outgoing);
        }

        public IncomingTransfers Incoming { get; private set; }

        public OutgoingTransfers Outgoing { get; private set; }

        /// <summary>How long nothing has come; none while what came is being written to a slow disk.</summary>
        public TimeSpan Silence
        {
            get
            {
                return Volatile.Read(ref isWriting) == 1
                    ? TimeSpan.Zero
                    : clock.Elapsed - TimeSpan.FromTicks(Interlocked.Read(ref heardAt));
            }
        }

        /// <summary>Since the connection was made.</summary>
        public TimeSpan Age
        {
            get { return clock.Elapsed; }
        }

        /// <summary>Any thread. Sends when it can; nothing is told when the connection goes before.</summary>
        public void Send(Message message)
        {
            sender.Enqueue(message.ToString());
        }

        /// <summary>Any thread. What was sent already, once more or from a memory.</summary>
        public void SendText(string text)
        {
            sender.Enqueue(text);
        }

        /// <summary>Any thread.</summary>
        public Task<bool> SendContent(uint transfer, byte[] content, long offset)
        {
            Task<bool> sent = Outgoing.Add(transfer, content, offset);
            sender.Wake();
            return sent;
        }

        /// <summary>Any thread.</summary>
        public void AddCredit(long bytes)
        {
            Outgoing.AddCredit(bytes);
            sender.Wake();
        }

        /// <summary>Any thread. `why`: part of a sentence for people.</summary>
        public void Abort(string why)
        {
            Interlocked.CompareExchange(ref abortedBecause, why, null);
            socket.Abort();
        }

        /// <summary>Until the end of the connection, however it comes.</summary>
        public async Task<LinkEnd> Run()
        {
            using (var stop = new CancellationTokenSource())
            using (new Heartbeat(this))
            {
                Task sending = Sending(stop.Token);
                LinkEnd end = await Receiving().ConfigureAwait(false);
                stop.Cancel();
                socket.Abort();
                // A write to a socket that is gone may take its time to find that out.
                await Task.WhenAny(sending, Task.Delay(Farewell)).ConfigureAwait(false);
                Incoming.Close();
                Outgoing.Close();
                socket.Dispose();
                return end;
            }
        }

        void IMessageSink.Text(string text)
        {
            Touch();
            listener.Heard(this, Message.Parse(text));
        }

        void IMessageSink.Frame(byte[] buffer, int length)
        {
            Volatile.Write(ref isWriting, 1);
            try
            {
                Incoming.Frame(buffer, length);
            }
            finally
            {
                Touch();
                Volatile.Write(ref isWriting, 0);
            }
        }

        private void Touch()
        {
            Interlocked.Exchange(ref heardAt, clock.Elapsed.Ticks);
        }

        private async Task<LinkEnd> Receiving()
        {
            try
            {
                LinkEnd end = await new MessageReceiver(socket, this).Run().ConfigureAwait(false);
                return abortedBecause == null ? end : new LinkEnd(0, abortedBecause);
            }
            catch (ProtocolProblem problem)
            {
                return new LinkEnd(0, problem.Message);
            }
            catch (JsonException problem)
            {
                return new LinkEnd(0, "the bridge sent a message that is none: " + problem.Message.TrimEnd('.'));
            }
            catch (Exception failure)
            {
                // Sockets throw of many kinds when they break: all of them mean that the connection is gone.
                return new LinkEnd(0, abortedBecause ?? WordsFor(failure));
            }
        }

        private async Task Sending(CancellationToken stop)
        {
            try
            {
                await sender.Run(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Run stops it.
            }
            catch (Exception failure)
            {
                Abort(WordsFor(failure));
            }
        }

        /// <summary>What a WebSocket says of itself is for programmers; what the system below it says is for everybody.</summary>
        private static string WordsFor(Exception failure)
        {
            Exception deepest = failure;
            while (deepest.InnerException != null)
            {
                deepest = deepest.InnerException;
            }
            return deepest is WebSocketException ? "the bridge broke it off" : deepest.Message.TrimEnd('.');
        }
    }
}
