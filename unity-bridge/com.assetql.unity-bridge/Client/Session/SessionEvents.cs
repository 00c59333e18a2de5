using System;

namespace AssetQL.Client
{
    /// <summary>What a session tells, on the main thread.</summary>
    internal sealed class SessionEvents
    {
        public SessionEvents(Action<string, JsonValue> told, Action renewed)
        {
            Told = told;
            Renewed = renewed;
        }

        /// <summary>Type and payload of an event.</summary>
        public Action<string, JsonValue> Told { get; private set; }

        /// <summary>Something may have been missed: everything is to be read anew.</summary>
        public Action Renewed { get; private set; }
    }
}
