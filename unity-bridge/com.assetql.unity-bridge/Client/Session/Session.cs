using System;

namespace AssetQL.Client
{
    /// <summary>What the connections of one project have in common: what is asked, answered and told over them.</summary>
    internal sealed class Session
    {
        private readonly Inbox inbox;
        private readonly ISessionMemory memory;
        private readonly Action<string, JsonValue> told;
        private readonly Action renewed;
        private string resumeId;
        private long lastSeq;

        /// <summary>`told` and `renewed` are called on the main thread.</summary>
        public Session(Inbox inbox, ClientOptions options, ProjectDisk disk, SessionEvents events)
        {
            this.inbox = inbox;
            memory = options.Session;
            told = events.Told;
            renewed = events.Renewed;
            Requests = new Requests(inbox);
            Calls = new Calls(inbox, disk, text => Logging.To(options, text));
        }

        public Requests Requests { get; private set; }

        public Calls Calls { get; private set; }

        /// <summary>Main thread, before the first connection.</summary>
        public void Remember()
        {
            resumeId = string.IsNullOrEmpty(memory.ResumeId) ? null : memory.ResumeId;
            lastSeq = memory.LastSeq;
        }

        /// <summary>Between two connections.</summary>
        public JsonValue Hello(ClientOptions options, string token)
        {
            return Greeting.Hello(options, token, resumeId, lastSeq);
        }

        /// <summary>Network's thread: the bridge has said welcome.</summary>
        public void Attach(Link link, Welcome welcome)
        {
            resumeId = welcome.ResumeId;
            if (!welcome.Resumed)
            {
                lastSeq = welcome.LastSeq;
            }
            long seq = lastSeq;
            inbox.Post(() =>
            {
                memory.ResumeId = welcome.ResumeId;
                memory.LastSeq = seq;
                if (!welcome.Resumed)
                {
                    renewed();
                }
            });
            link.Incoming.SetWindow(welcome.WindowBytes);
            link.AddCredit(welcome.WindowBytes);
            Calls.Attach(link);
            Requests.Attach(link);
        }

        /// <summary>The connection is gone.</summary>
        public void Detach(Link link)
        {
            Calls.Detach();
            Requests.Detach(link);
        }

        /// <summary>Network's thread.</summary>
        public void Heard(Link link, Message message)
        {
            switch (message.Kind)
            {
                case MessageKind.Request:
                    Calls.Asked(link, message);
                    break;
                case MessageKind.Event:
                    Told(message);
                    break;
                case MessageKind.Credit:
                    link.AddCredit(message.Payload["bytes"].AsLong());
                    break;
                default:
                    Requests.Answered(link, message);
                    break;
            }
        }

        private void Told(Message message)
        {
            // What was told before the connection went may come again.
            if (message.Seq <= lastSeq)
            {
                return;
            }
            bool isGap = message.Seq != lastSeq + 1;
            lastSeq = message.Seq;
            inbox.Post(() =>
            {
                memory.LastSeq = message.Seq;
                if (isGap)
                {
                    renewed();
                }
                told(message.Type, message.Payload);
            });
        }
    }
}
