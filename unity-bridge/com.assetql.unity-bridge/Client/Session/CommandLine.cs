using System;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>What commands are made of, over a session's requests. Main thread.</summary>
    internal sealed class CommandLine : ICommandLine
    {
        private readonly Requests requests;
        private readonly Inbox inbox;

        public CommandLine(Requests requests, Inbox inbox)
        {
            this.requests = requests;
            this.inbox = inbox;
        }

        public async Task<T> Ask<T>(string type, JsonValue payload, Func<JsonValue, T> read)
        {
            Answer answer = await requests.Send(new PendingRequest(type, payload));
            return Reading(() => read(answer.Payload));
        }

        public async Task<string> Upload(UploadFile file)
        {
            Uploader uploader = await OnPool(() => Uploader.Of(requests, inbox, file));
            try
            {
                return await uploader.Run();
            }
            catch (JsonException wrong)
            {
                throw Misread(wrong);
            }
        }

        public async Task<JsonValue> Fetch(string type, Func<long, JsonValue> payload, IContentSink sink)
        {
            var fetcher = new Fetcher(requests, inbox, type, sink);
            JsonValue result = null;
            while (result == null)
            {
                result = await fetcher.Try(payload(sink.Length));
            }
            return result;
        }

        private static T Reading<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (JsonException wrong)
            {
                throw Misread(wrong);
            }
        }

        private static BridgeException Misread(JsonException wrong)
        {
            return new BridgeException(ProblemCodes.MessageInvalid, Texts.Unreadable("an answer", wrong.Message));
        }

        /// <summary>Completes on the main thread.</summary>
        private Task<T> OnPool<T>(Func<T> work)
        {
            var source = new TaskCompletionSource<T>();
            Task.Run(() =>
            {
                try
                {
                    T made = work();
                    inbox.PostAnswer(() => source.TrySetResult(made));
                }
                catch (Exception failure)
                {
                    inbox.PostAnswer(() => source.TrySetException(failure));
                }
            });
            return source.Task;
        }
    }
}
