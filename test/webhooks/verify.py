"""Verifies webhooks by other people's code: Standard Webhooks' own Python library, and cryptography for ed25519.

Reads a JSON list of {headers, body, secret} or {headers, body, publicKey} and writes one of what it made of each: the
type of the verified body, or "refused".
"""

import base64
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from standardwebhooks.webhooks import Webhook, WebhookVerificationError


def verify_secret(received):
    try:
        return Webhook(received["secret"]).verify(received["body"], received["headers"])["type"]
    except WebhookVerificationError:
        return "refused"


def verify_public_key(received):
    headers, body = received["headers"], received["body"]
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(received["publicKey"].removeprefix("whpk_")))
    content = f'{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}'.encode()
    for signature in headers["webhook-signature"].split(" "):
        version, _, encoded = signature.partition(",")
        if version != "v1a":
            continue
        try:
            key.verify(base64.b64decode(encoded), content)
            return json.loads(body)["type"]
        except InvalidSignature:
            pass
    return "refused"


print(json.dumps([verify_secret(one) if "secret" in one else verify_public_key(one) for one in json.load(sys.stdin)]))
