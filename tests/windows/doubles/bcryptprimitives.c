/* Stands in for Windows' bcryptprimitives.dll, of which Rust's standard library wants one function; Wine 8 has no such
   DLL. The random bytes come from advapi32, where Microsoft documents the same as RtlGenRandom. */

#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
