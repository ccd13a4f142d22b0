/** Enough of an address to recognize somebody one knows, and too little to write to them. */
export function maskContact({
  email,
  phone,
}: {
  readonly email: string | null;
  readonly phone: string | null;
}): string {
  if (email !== null) {
    const at = email.lastIndexOf('@');
    return at < 1 ? '***' : `${email.slice(0, 1)}***${email.slice(at)}`;
  }
  return phone === null ? '-' : `***${phone.slice(-2)}`;
}
