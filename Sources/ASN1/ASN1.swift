// ASN1
