using System;
using System.Collections.Generic;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>
    /// Answers what the bridge asks the editor for, each id once: prepared on the main thread, carried out beside it, and
    /// finished on it again, so that the editor never stutters.
    /// </summary>
    internal sealed class Calls
    {
        private const string Offer = "files.offer";
        private const string Stage = "files.stage";
        private static readonly string[] NoProblems = new string[0];

        private readonly object gate = new object();
        private readonly HashSet<string> running = new HashSet<string>();
        private readonly RecentAnswers answers = new RecentAnswers();
        private readonly SerialWorker worker = new SerialWorker();
        /// <summary>Checking an image takes its time; the offers of the next ones need not wait for it.</summary>
        private readonly SerialWorker stager = new SerialWorker();
        private readonly Inbox inbox;
        private readonly ProjectDisk disk;
        private readonly StagingTransfers staging;
        private readonly Action<string> log;
        private Link current;

        public Calls(Inbox inbox, ProjectDisk disk, Action<string> log)
        {
            this.inbox = inbox;
            this.disk = disk;
            this.log = log;
            staging = new StagingTransfers(disk);
        }

        /// <summary>Any thread.</summary>
        public void Attach(Link link)
        {
            lock (gate)
            {
                current = link;
            }
        }

        /// <summary>Any thread. What is under way goes on; it is answered over the next connection.</summary>
        public void Detach()
        {
            lock (gate)
            {
                current = null;
            }
        }

        /// <summary>Main thread. Waits for what is being written, but not longer; what is asked again is done again.</summary>
        public void Forget(TimeSpan most)
        {
            worker.Settle(most);
            stager.Settle(most);
            lock (gate)
            {
                running.Clear();
            }
        }

        /// <summary>Network's thread.</summary>
        public void Asked(Link link, Message call)
        {
            // An offer says how much is there now, and frames follow over this connection: it is answered every time.
            if (call.Type != Offer)
            {
                lock (gate)
                {
                    string answer = answers.Find(call.Id);
                    if (answer != null)
                    {
                        link.SendText(answer);
                        return;
                    }
                    if (!running.Add(call.Id))
                    {
                        return;
                    }
                }
            }
            inbox.Post(() => Prepare(link, call));
        }

        /// <summary>Main thread.</summary>
        private void Prepare(Link link, Message call)
        {
            Guarded(link, call, () =>
            {
                if (call.Type == Stage)
                {
                    staging.ThrowIfFailed(call.Payload);
                }
                PreparedCall prepared = disk.Prepare(call.Type, call.Payload);
                if (prepared.NeedsMainThread)
                {
                    Answer(link, call, prepared.Finish(prepared.Run()));
                    return;
                }
                SerialWorker lane = call.Type == Stage ? stager : worker;
                lane.Run(() => Guarded(link, call, () => Carry(link, call, prepared)));
            });
        }

        /// <summary>A thread of the pool.</summary>
        private void Carry(Link link, Message call, PreparedCall prepared)
        {
            JsonValue ran = prepared.Run();
            inbox.Post(() => Guarded(link, call, () => Answer(link, call, prepared.Finish(ran))));
        }

        private void Answer(Link link, Message call, JsonValue result)
        {
            if (call.Type == Offer)
            {
                staging.Expect(link, call.Payload, result);
                link.Send(Message.Result(call.Id, result));
                return;
            }
            string text = Message.Result(call.Id, result).ToString();
            if (Encoding.UTF8.GetByteCount(text) > BridgeProtocol.MessageBytes)
            {
                throw new BridgeException(ProblemCodes.Internal, "The answer of this project is too long for one message.");
            }
            Keep(call, text);
        }

        private void Refuse(Link link, Message call, BridgeException problem)
        {
            Message answer = Message.Problem(call.Id, problem.Code, problem.Message, problem.Problems);
            if (call.Type == Offer)
            {
                link.Send(answer);
                return;
            }
            Keep(call, answer.ToString());
        }

        private void Keep(Message call, string text)
        {
            lock (gate)
            {
                running.Remove(call.Id);
                answers.Add(call.Id, text);
                if (current != null)
                {
                    current.SendText(text);
                }
            }
        }

        /// <summary>Whatever goes wrong is answered: the bridge waits.</summary>
        private void Guarded(Link link, Message call, Action act)
        {
            try
            {
                act();
            }
            catch (BridgeException problem)
            {
                Refuse(link, call, problem);
            }
            catch (JsonException wrong)
            {
                Refuse(link, call, new BridgeException(ProblemCodes.ParamsInvalid, wrong.Message, NoProblems));
            }
            catch (Exception failure)
            {
                log("“" + call.Type + "” failed: " + failure);
                string detail = "“" + call.Type + "” failed within the editor: " + failure.Message
                    + " Its console says more.";
                Refuse(link, call, new BridgeException(ProblemCodes.Internal, detail, NoProblems));
            }
        }
    }
}
