using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>Where an asset's texture will be.</summary>
    internal sealed class Reservation
    {
        public Reservation(string externalId, string guid, string path)
        {
            ExternalId = externalId;
            Guid = guid;
            Path = path;
        }

        public string ExternalId { get; private set; }

        public string Guid { get; private set; }

        public string Path { get; private set; }

        public string ToJson()
        {
            return JsonValue.Object().Set("externalId", JsonValue.Of(ExternalId)).Set("guid", JsonValue.Of(Guid))
                .Set("path", JsonValue.Of(Path)).ToString();
        }

        /// <summary>Null when it is not whole.</summary>
        public static Reservation FromJson(string text)
        {
            try
            {
                JsonValue value = JsonValue.Parse(text);
                return new Reservation(value["externalId"].AsString(), value["guid"].AsString(), value["path"].AsString());
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// What was offered, so that two assets of one pull never get one place, and an asset gets the same again. Kept in the
    /// journal: a domain reload may come between the offer and the rest. Any thread.
    /// </summary>
    internal sealed class Reservations
    {
        private readonly Journal journal;
        private readonly object gate = new object();
        private readonly Dictionary<string, ReservedPlaces> byPull = new Dictionary<string, ReservedPlaces>();
        private Dictionary<string, Reservation> earlier;

        public Reservations(Journal journal)
        {
            this.journal = journal;
        }

        /// <summary>Of this pull; null when there is none.</summary>
        public Reservation Of(string pullId, string externalId)
        {
            lock (gate)
            {
                return PullOf(pullId).Of(externalId);
            }
        }

        /// <summary>Of whatever pull: an asset whose pull did not come to its end may have its texture already.</summary>
        public Reservation OfAny(string externalId)
        {
            lock (gate)
            {
                if (earlier == null)
                {
                    earlier = new Dictionary<string, Reservation>();
                    foreach (Reservation offer in journal.ReadAllOffers())
                    {
                        earlier[offer.ExternalId] = offer;
                    }
                }
                Reservation found;
                return earlier.TryGetValue(externalId, out found) ? found : null;
            }
        }

        /// <summary>Takes the first name at `path` that neither `isThere` nor another asset of the pull has.</summary>
        public Reservation Claim(string pullId, Reservation wanted, Func<string, bool> isThere)
        {
            lock (gate)
            {
                ReservedPlaces pull = PullOf(pullId);
                string folder = ProjectPaths.ParentOf(wanted.Path) + "/";
                string name = Names.Free(ProjectPaths.NameOf(wanted.Path),
                    one => pull.IsOthers(wanted.ExternalId, folder + one) || isThere(one));
                var claimed = new Reservation(wanted.ExternalId, Guids.OfPath(folder + name), folder + name);
                pull.Add(claimed);
                return claimed;
            }
        }

        /// <summary>Makes it last. Throws what System.IO throws.</summary>
        public void Confirm(string pullId, Reservation reservation)
        {
            lock (gate)
            {
                PullOf(pullId).Add(reservation);
                if (earlier != null)
                {
                    earlier[reservation.ExternalId] = reservation;
                }
                journal.AddOffer(pullId, reservation);
            }
        }

        /// <summary>Whether another asset of the pull has that place.</summary>
        public bool IsOthers(string pullId, string externalId, string path)
        {
            lock (gate)
            {
                return PullOf(pullId).IsOthers(externalId, path);
            }
        }

        private ReservedPlaces PullOf(string pullId)
        {
            ReservedPlaces pull;
            if (!byPull.TryGetValue(pullId, out pull))
            {
                pull = new ReservedPlaces();
                foreach (Reservation offer in journal.ReadOffers(pullId))
                {
                    pull.Add(offer);
                }
                byPull[pullId] = pull;
            }
            return pull;
        }
    }

    /// <summary>Those of one pull, by asset and by place.</summary>
    internal sealed class ReservedPlaces
    {
        private readonly Dictionary<string, Reservation> byId = new Dictionary<string, Reservation>();
        private readonly Dictionary<string, string> owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        public Reservation Of(string externalId)
        {
            Reservation found;
            return byId.TryGetValue(externalId, out found) ? found : null;
        }

        public void Add(Reservation reservation)
        {
            Reservation before = Of(reservation.ExternalId);
            if (before != null)
            {
                owners.Remove(before.Path);
            }
            byId[reservation.ExternalId] = reservation;
            owners[reservation.Path] = reservation.ExternalId;
        }

        public bool IsOthers(string externalId, string path)
        {
            string owner;
            return owners.TryGetValue(path, out owner) && owner != externalId;
        }
    }
}
