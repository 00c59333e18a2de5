using System;
using UnityEditor;

namespace AssetQL.Editor
{
    /// <summary>
    /// Unity imports nothing until it is disposed, and then everything that changed at once. Neither does it when it
    /// gets the focus meanwhile.
    /// </summary>
    internal sealed class ImportScope : IDisposable
    {
        private bool isOver;

        private ImportScope()
        {
            IsOpen = true;
        }

        /// <summary>Whether there is one that is not over.</summary>
        public static bool IsOpen { get; private set; }

        public static ImportScope Begin()
        {
            AssetDatabase.DisallowAutoRefresh();
            try
            {
                AssetDatabase.StartAssetEditing();
            }
            catch
            {
                AssetDatabase.AllowAutoRefresh();
                throw;
            }
            return new ImportScope();
        }

        public void Dispose()
        {
            if (isOver) return;
            isOver = true;
            IsOpen = false;
            // Each of these has to happen even if the one before it throws: Unity counts them, and an editor that is
            // left without StopAssetEditing imports nothing until it is started again.
            try
            {
                AssetDatabase.StopAssetEditing();
            }
            finally
            {
                try
                {
                    AssetDatabase.Refresh();
                }
                finally
                {
                    AssetDatabase.AllowAutoRefresh();
                }
            }
        }
    }
}
