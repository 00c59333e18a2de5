using System;
using System.Threading.Tasks;
using AssetQL.Client;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>Sends a command and takes its answer back to a panel, on the main thread. Nothing is thrown.</summary>
    internal static class Asking
    {
        /// <param name="failed">Given a text for people.</param>
        public static async void For<T>(Func<Task<T>> ask, Action<T> then, Action<string> failed)
        {
            T answer;
            try
            {
                answer = await ask();
            }
            catch (Exception error)
            {
                failed(TextOf(error));
                return;
            }
            try
            {
                then(answer);
            }
            catch (Exception error)
            {
                Debug.LogException(error);
            }
        }

        /// <summary>A command that answers nothing.</summary>
        public static void Done(Func<Task> ask, Action then, Action<string> failed)
        {
            For(() => Finished(ask), done => then(), failed);
        }

        private static async Task<bool> Finished(Func<Task> ask)
        {
            await ask();
            return true;
        }

        private static string TextOf(Exception error)
        {
            BridgeException expected = error as BridgeException;
            if (expected != null) return Problems.TextOf(expected);
            if (error is OperationCanceledException) return "It was cancelled, because the connection was " +
                "closed. Try again.";
            System.IO.IOException disk = error as System.IO.IOException;
            if (disk != null) return disk.Message;
            Debug.LogException(error);
            return "Something unexpected happened; Unity's Console says what.";
        }
    }
}
