"""A certificate authority for trying TLS out, and certificates of it: one for the servers, one a client."""

import os
import re
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

VALID = timedelta(days=365)
EARLIER = timedelta(hours=1)  # a clock may be behind ours by so much
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")  # of a client: its common name (64 letters at most) and its files
LOCAL = ("localhost", "127.0.0.1", "::1")
SIGNS = x509.KeyUsage(
    key_cert_sign=True,
    crl_sign=True,
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    encipher_only=False,
    decipher_only=False,
)
OWN = ("ca", "server")  # names of our own files


class CertsError(Exception):
    """Certificates that cannot be made; says why."""


def make(directory: Path, hosts: list[str], clients: list[str]) -> list[Path]:
    """ca, server and each client as NAME.pem and NAME.key; what is there already stays. The new files. Raises
    CertsError.

    `hosts` are what clients call the server by, this machine aside.
    """
    for name in clients:
        if not NAME.fullmatch(name) or name in OWN:
            raise CertsError(
                f"client {name!r}: letters, digits, '.', '_' and '-' make a name, and not {' or '.join(OWN)}"
            )
    try:
        directory.mkdir(parents=True, exist_ok=True)
        made = [] if (directory / "ca.pem").exists() else authority(directory)
        signer = x509.load_pem_x509_certificate((directory / "ca.pem").read_bytes())
        key = serialization.load_pem_private_key((directory / "ca.key").read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        if hosts and (directory / "server.pem").exists():
            raise CertsError(
                f"{directory / 'server.pem'} is there already: remove it and server.key to have one for other hosts"
            )
        alternative = x509.SubjectAlternativeName([host_name(host) for host in (*LOCAL, *hosts)])
        for name, purpose in (
            ("server", ExtendedKeyUsageOID.SERVER_AUTH),
            *((name, ExtendedKeyUsageOID.CLIENT_AUTH) for name in clients),
        ):
            if not (directory / f"{name}.pem").exists():
                own = ec.generate_private_key(ec.SECP256R1())
                form = unsigned(name, own, signer.subject, key).add_extension(
                    x509.ExtendedKeyUsage([purpose]), critical=False
                )
                form = form.add_extension(alternative, critical=False) if name == "server" else form
                made += save(directory, name, own, form.sign(key, hashes.SHA256()))
    except (OSError, ValueError) as error:
        raise CertsError(f"{directory}: {error}") from error
    return made


def authority(directory: Path) -> list[Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    form = unsigned("Malcha test authority", key, None, key)
    return save(directory, "ca", key, form.sign(key, hashes.SHA256()))


def unsigned(
    name: str, key: ec.EllipticCurvePrivateKey, signer: x509.Name | None, signs: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    """Without a signer it signs itself: an authority."""
    subject, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), datetime.now(UTC)
    form = x509.CertificateBuilder().subject_name(subject).issuer_name(signer or subject).public_key(key.public_key())
    form = form.serial_number(x509.random_serial_number()).not_valid_before(now - EARLIER).not_valid_after(now + VALID)
    if signer is None:
        form = form.add_extension(SIGNS, critical=True)  # strict clients (Python 3.13) ask for it in an authority
    form = form.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    form = form.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signs.public_key()), critical=False)
    return form.add_extension(
        x509.BasicConstraints(ca=signer is None, path_length=None if signer else 0), critical=True
    )


def host_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def save(directory: Path, name: str, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> list[Path]:
    """The key readable by its owner alone."""
    files = [directory / f"{name}.key", directory / f"{name}.pem"]
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with open(files[0], "xb", opener=lambda file, flags: os.open(file, flags, 0o600)) as private:
        private.write(plain)
    files[1].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return files
