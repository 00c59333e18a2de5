using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>
    /// Where in a mapping the entry of an asset is. A merge may have left several for one asset: the first counts.
    /// </summary>
    internal sealed class EntryPlaces
    {
        private readonly Dictionary<string, List<int>> byExternalId = new Dictionary<string, List<int>>();
        /// <summary>An entry of an export has no external id; it is told by its asset.</summary>
        private readonly Dictionary<string, List<int>> byAssetId = new Dictionary<string, List<int>>();

        public EntryPlaces(IReadOnlyList<JsonValue> entries)
        {
            for (int place = 0; place < entries.Count; place++)
            {
                JsonValue entry = entries[place];
                bool isExported = !entry.Has("externalId");
                JsonValue id = entry[isExported ? "assetId" : "externalId"];
                if (id.Kind == JsonKind.String)
                {
                    Of(isExported ? byAssetId : byExternalId, id.AsString()).Add(place);
                }
            }
        }

        /// <summary>-1 when there is none.</summary>
        public int Find(string externalId)
        {
            List<int> places = PlacesOf(externalId);
            return places == null ? -1 : places[0];
        }

        /// <summary>From now on the entry there, a new one at the end or what was an export's, is the asset's.</summary>
        public void Add(string externalId, int place)
        {
            Of(byExternalId, externalId).Insert(0, place);
        }

        /// <summary>The first that was found is the asset's no more.</summary>
        public void RemoveFirst(string externalId)
        {
            List<int> places = PlacesOf(externalId);
            places.RemoveAt(0);
            if (places.Count == 0 && !byExternalId.Remove(externalId))
            {
                byAssetId.Remove(externalId);
            }
        }

        /// <summary>Null for none; never empty.</summary>
        private List<int> PlacesOf(string externalId)
        {
            List<int> places;
            return byExternalId.TryGetValue(externalId, out places) || byAssetId.TryGetValue(externalId, out places)
                ? places
                : null;
        }

        private static List<int> Of(Dictionary<string, List<int>> places, string id)
        {
            List<int> known;
            if (!places.TryGetValue(id, out known))
            {
                places[id] = known = new List<int>(1);
            }
            return known;
        }
    }
}
