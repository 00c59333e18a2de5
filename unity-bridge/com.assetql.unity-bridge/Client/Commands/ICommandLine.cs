using System;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>What commands are made of. All tasks complete within Pump; they fail with <see cref="BridgeException"/>.</summary>
    internal interface ICommandLine
    {
        /// <summary>Asks, and reads the result.</summary>
        Task<T> Ask<T>(string type, JsonValue payload, Func<JsonValue, T> read);

        /// <summary>Sends a file to the bridge, and gives the id of the upload.</summary>
        Task<string> Upload(UploadFile file);

        /// <summary>
        /// Asks for content, and writes what comes to the sink; when the connection goes meanwhile it asks again.
        /// `payload` is asked with how many bytes there are already. Gives the result.
        /// </summary>
        Task<JsonValue> Fetch(string type, Func<long, JsonValue> payload, IContentSink sink);
    }
}
