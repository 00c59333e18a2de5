using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("AssetQL.Editor.Tests")]
