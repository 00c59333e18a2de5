using System;

namespace AssetQL.Client
{
    /// <summary>
    /// A call of the bridge, ready to be carried out: first <see cref="Run"/>, on any thread, then <see cref="Finish"/> on the
    /// main thread. Both throw a BridgeException for what a person or the bridge can do something about.
    /// </summary>
    public abstract class PreparedCall
    {
        /// <summary>Whether Run, too, must be on the main thread.</summary>
        public virtual bool NeedsMainThread
        {
            get { return false; }
        }

        /// <summary>What is named when the disk refuses.</summary>
        protected virtual string What
        {
            get { return "Library/AssetQL"; }
        }

        /// <summary>Reads, hashes, copies.</summary>
        public JsonValue Run()
        {
            return InWords(Work);
        }

        /// <summary>Gives the result of the call.</summary>
        /// <param name="ran">What Run gave.</param>
        public JsonValue Finish(JsonValue ran)
        {
            return InWords(() => Complete(ran));
        }

        /// <summary>The part on any thread.</summary>
        protected abstract JsonValue Work();

        /// <summary>The part on the main thread.</summary>
        protected virtual JsonValue Complete(JsonValue ran)
        {
            return ran;
        }

        private JsonValue InWords(Func<JsonValue> run)
        {
            try
            {
                return run();
            }
            catch (Exception error)
            {
                BridgeException told = DiskProblem.From(error, What);
                if (told == null || ReferenceEquals(told, error))
                {
                    throw;
                }
                throw told;
            }
        }
    }
}
