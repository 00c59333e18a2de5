using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>One try to connect to one bridge, and the connection that it leads to.</summary>
    internal sealed class Connector : ILinkListener
    {
        private const int GreetingSeconds = 10;
        private const int UsefulSeconds = 5;
        private const long UsefulBytes = 1048576;

        private readonly ClientOptions options;
        private readonly Session session;
        private readonly BridgeAddress address;
        private readonly Action<Welcome> welcomed;
        private readonly string helloId = Ids.New();
        private Welcome welcome;
        private BridgeException refusal;

        /// <summary>`welcomed` is called on the network's thread.</summary>
        public Connector(ClientOptions options, Session session, BridgeAddress address, Action<Welcome> welcomed)
        {
            this.options = options;
            this.session = session;
            this.address = address;
            this.welcomed = welcomed;
        }

        /// <summary>Until the end of the connection.</summary>
        public async Task<Attempt> Run(CancellationToken stop)
        {
            ClientWebSocket socket = await SocketOpener.Open(address.Url, stop).ConfigureAwait(false);
            if (socket == null)
            {
                return Attempt.NotThere(options.Address == null ? Texts.NoneAnswers(address) : Texts.NothingAt(address));
            }
            var link = new Link(socket, this);
            using (stop.Register(() => link.Abort("it was closed here")))
            using (new Timer(ignored => EndSilentGreeting(link), null, GreetingSeconds * 1000, Timeout.Infinite))
            {
                link.Send(Message.Request(helloId, "hello", session.Hello(options, address.Token)));
                LinkEnd end = await link.Run().ConfigureAwait(false);
                if (Volatile.Read(ref welcome) == null)
                {
                    return Unwelcome(end);
                }
                session.Detach(link);
                return Ended(link, end);
            }
        }

        void ILinkListener.Heard(Link link, Message message)
        {
            if (welcome != null)
            {
                session.Heard(link, message);
                return;
            }
            if (message.Id != helloId || message.Kind == MessageKind.Request)
            {
                throw new ProtocolProblem("the bridge did not answer to the greeting");
            }
            if (message.Kind == MessageKind.Problem)
            {
                refusal = Requests.ProblemOf(message.Payload);
                link.Abort("the bridge refused");
                return;
            }
            var heard = new Welcome(message.Payload);
            Volatile.Write(ref welcome, heard);
            welcomed(heard);
            session.Attach(link, heard);
        }

        private void EndSilentGreeting(Link link)
        {
            if (Volatile.Read(ref welcome) == null)
            {
                link.Abort("the bridge did not answer to the greeting");
            }
        }

        private Attempt Ended(Link link, LinkEnd end)
        {
            switch (end.CloseCode)
            {
                case CloseCodes.Replaced:
                    return Attempt.Replaced();
                case CloseCodes.Stopping:
                    return Attempt.Lost(Texts.Stopping(address), true);
            }
            bool wasUseful = link.Age.TotalSeconds >= UsefulSeconds || link.Incoming.TotalBytes >= UsefulBytes;
            return Attempt.Lost(Texts.Lost(address, end.Why), wasUseful);
        }

        private Attempt Unwelcome(LinkEnd end)
        {
            string code = refusal == null ? "" : refusal.Code;
            if (code == ProblemCodes.Unauthenticated || end.CloseCode == CloseCodes.Unauthenticated)
            {
                return Attempt.Refused(options.Address == null ? Texts.OldToken(address) : Texts.WrongToken(address));
            }
            if (code == ProblemCodes.ProtocolUnsupported || end.CloseCode == CloseCodes.Protocol)
            {
                return Attempt.Refused(Texts.OtherProtocol(address));
            }
            if (end.CloseCode == CloseCodes.Replaced)
            {
                return Attempt.Replaced();
            }
            if (end.CloseCode == CloseCodes.Stopping)
            {
                return Attempt.NotThere(Texts.Stopping(address));
            }
            return Attempt.NotThere(refusal == null ? Texts.Lost(address, end.Why) : refusal.Message);
        }
    }
}
