using System;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Something that was asked for and is not answered yet.</summary>
    internal sealed class PendingRequest
    {
        private readonly TaskCompletionSource<Answer> source = new TaskCompletionSource<Answer>();

        public PendingRequest(string type, JsonValue payload)
        {
            Id = Ids.New();
            Text = Message.Request(Id, type, payload).ToString();
        }

        public string Id { get; private set; }

        /// <summary>As it goes over the wire, every time.</summary>
        public string Text { get; private set; }

        /// <summary>
        /// What is asked for belongs to one connection: when that goes, the request ends without a result instead of
        /// being sent again.
        /// </summary>
        public bool OfOneConnection { get; set; }

        /// <summary>On the network's thread, before anything that follows the result. May be null.</summary>
        public Action<Link, JsonValue> Arrived { get; set; }

        /// <summary>Where it was last sent; null before.</summary>
        public Link SentOn { get; set; }

        /// <summary>Completes on the main thread.</summary>
        public Task<Answer> Task
        {
            get { return source.Task; }
        }

        /// <summary>Main thread.</summary>
        public void Complete(Answer answer)
        {
            source.TrySetResult(answer);
        }

        /// <summary>Main thread.</summary>
        public void Fail(Exception problem)
        {
            source.TrySetException(problem);
        }
    }
}
