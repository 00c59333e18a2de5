using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>Something that was asked for could not be done. The message is for people; it never holds a secret.</summary>
    public class BridgeException : Exception
    {
        private static readonly string[] None = new string[0];

        /// <summary>Of one of the protocol's codes.</summary>
        public BridgeException(string code, string message) : this(code, message, null)
        {
        }

        /// <summary>With the problems of the input, where there are several.</summary>
        public BridgeException(string code, string message, IReadOnlyList<string> problems) : base(message)
        {
            Code = code;
            Problems = problems ?? None;
        }

        /// <summary>Stable: one of the protocol's.</summary>
        public string Code { get; private set; }

        /// <summary>Of the input, where there are several.</summary>
        public IReadOnlyList<string> Problems { get; private set; }
    }
}
