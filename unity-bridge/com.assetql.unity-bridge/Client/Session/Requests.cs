using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>
    /// What the editor has asked the bridge for. It outlives connections: what was not answered is sent again over the
    /// next one, under the same id. Any thread.
    /// </summary>
    internal sealed class Requests
    {
        /// <summary>A bridge refuses too many at once.</summary>
        private const int MostUnderWay = 32;

        private readonly object gate = new object();
        private readonly List<PendingRequest> open = new List<PendingRequest>();
        private readonly Inbox inbox;
        private Link current;
        private BridgeException refusal = new BridgeException(ProblemCodes.BridgeAway, Texts.Off);

        public Requests(Inbox inbox)
        {
            this.inbox = inbox;
        }

        /// <summary>Fails at once where nobody tries to connect; otherwise it waits for the connection.</summary>
        public Task<Answer> Send(PendingRequest request)
        {
            if (Encoding.UTF8.GetByteCount(request.Text) > BridgeProtocol.MessageBytes)
            {
                request.Fail(new BridgeException(ProblemCodes.InputInvalid, "This is too much for one request."));
                return request.Task;
            }
            lock (gate)
            {
                if (refusal != null)
                {
                    request.Fail(refusal);
                    return request.Task;
                }
                open.Add(request);
                SendWaiting();
            }
            return request.Task;
        }

        /// <summary>There will be a connection, or is one: requests are taken.</summary>
        public void Open()
        {
            lock (gate)
            {
                refusal = null;
            }
        }

        /// <summary>Everything fails, also what is asked from now on.</summary>
        public void Refuse(string why)
        {
            var problem = new BridgeException(ProblemCodes.BridgeAway, why);
            lock (gate)
            {
                refusal = problem;
            }
            FailAll(problem);
        }

        /// <summary>Everything that waits fails.</summary>
        public void FailAll(BridgeException problem)
        {
            List<PendingRequest> failed;
            lock (gate)
            {
                failed = new List<PendingRequest>(open);
                open.Clear();
            }
            inbox.PostAnswer(() => failed.ForEach(request => request.Fail(problem)));
        }

        /// <summary>The bridge has said welcome.</summary>
        public void Attach(Link link)
        {
            lock (gate)
            {
                current = link;
                SendWaiting();
            }
        }

        /// <summary>The connection is gone.</summary>
        public void Detach(Link link)
        {
            List<PendingRequest> lost;
            lock (gate)
            {
                current = null;
                lost = open.FindAll(request => request.OfOneConnection && request.SentOn == link);
                open.RemoveAll(request => request.OfOneConnection && request.SentOn == link);
            }
            inbox.PostAnswer(() => lost.ForEach(request => request.Complete(new Answer(null, link))));
        }

        /// <summary>Network's thread. Answers to pings, and to requests from before a domain reload, are not waited for.</summary>
        public void Answered(Link link, Message message)
        {
            PendingRequest request;
            lock (gate)
            {
                request = open.Find(candidate => candidate.Id == message.Id);
                if (request == null)
                {
                    return;
                }
                open.Remove(request);
                SendWaiting();
            }
            if (message.Kind == MessageKind.Problem)
            {
                BridgeException problem = ProblemOf(message.Payload);
                inbox.PostAnswer(() => request.Fail(problem));
                return;
            }
            Deliver(request, new Answer(message.Payload, link));
        }

        public static BridgeException ProblemOf(JsonValue payload)
        {
            return new BridgeException(
                payload["code"].AsString(), payload["detail"].AsString(), Resource.Strings(payload["problems"]));
        }

        private void Deliver(PendingRequest request, Answer answer)
        {
            try
            {
                if (request.Arrived != null)
                {
                    request.Arrived(answer.Link, answer.Payload);
                }
            }
            catch (JsonException wrong)
            {
                var problem = new BridgeException(
                    ProblemCodes.MessageInvalid, Texts.Unreadable("an answer", wrong.Message));
                inbox.PostAnswer(() => request.Fail(problem));
                return;
            }
            inbox.PostAnswer(() => request.Complete(answer));
        }

        /// <summary>The oldest first: what was not sent over this connection yet.</summary>
        private void SendWaiting()
        {
            for (int i = 0; i < open.Count && i < MostUnderWay && current != null; i++)
            {
                if (open[i].SentOn != current)
                {
                    open[i].SentOn = current;
                    current.SendText(open[i].Text);
                }
            }
        }
    }
}
