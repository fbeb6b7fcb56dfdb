/** What the operating system refuses: something the user can put right. */
export type SystemFault = Error & { readonly code: string };

export function isSystemFault(fault: unknown): fault is SystemFault {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && 'syscall' in fault;
}

const reasons: { readonly [code: string]: string } = {
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'a disk that can only be read',
  ENOSPC: 'a full disk',
  EDQUOT: 'a used-up quota',
  EIO: 'a disk that fails',
  ENOENT: 'a place where no folder can be made',
  ENOTEMPTY: 'what somebody else put there just now',
  EEXIST: 'what somebody else put there just now',
  ENAMETOOLONG: 'a name that is too long',
};

/** The fault in words that fit behind "found". */
export function reasonOf({ code }: SystemFault): string {
  return reasons[code] ?? `the system's answer ${code}`;
}
