using System;
using System.Threading;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Runs one thing after the other on threads of the pool.</summary>
    internal sealed class SerialWorker
    {
        private readonly object gate = new object();
        private Task tail = Task.FromResult(0);

        /// <summary>Any thread. `work` must not throw.</summary>
        public void Run(Action work)
        {
            lock (gate)
            {
                tail = tail.ContinueWith(
                    before => work(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }

        /// <summary>Waits until what was given so far is done, but not longer.</summary>
        public void Settle(TimeSpan most)
        {
            Task last;
            lock (gate)
            {
                last = tail;
            }
            last.Wait(most);
        }
    }
}
