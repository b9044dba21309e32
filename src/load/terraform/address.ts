/** An address without the keys of instances: `module.eks.aws_iam_role.this` of `module.eks.aws_iam_role.this[0]`. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]/g, '');
}
